/* One field of the form, as the server drew it: its rules stand in data-field. */
const ICON = 'M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1';

export class Field {
  constructor(element) {
    Object.assign(this, JSON.parse(element.dataset.field));
    this.element = element;
    this.controls = this.named('');
    this.main = this.controls[0];
    this.pasted = this.named('.paste')[0];
  }

  named(suffix) {
    return [...this.element.querySelectorAll(`[name="${this.id}${suffix}"]`)];
  }

  get isShown() {
    return !this.element.hidden;
  }

  get files() {
    return this.isShown && this.widget === 'file' ? [...this.main.files] : [];
  }

  /** Files that have arrived before and are to be used. */
  get kept() {
    return [...this.named('.kept'), ...this.named('.sample')].filter(box => box.type === 'hidden' || box.checked);
  }

  get paste() {
    return this.pasted && this.pasted.value.trim() ? this.pasted.value : '';
  }

  /** What it says, as texts; a switch says true or false. */
  get values() {
    if (!this.isShown) return [];
    switch (this.widget) {
      case 'file': return [...this.files.map(file => file.name), ...(this.paste ? ['pasted'] : []), ...(this.files.length || this.paste ? [] : this.kept.map(box => box.value))];
      case 'checkbox': return [String(this.main.checked)];
      case 'radio': case 'checkboxes': return this.controls.filter(box => box.checked && box.value).map(box => box.value);
      case 'list': return this.main.value.split('\n').filter(line => line.trim());
      default: return (this.free ? this.main.value : this.main.value.trim()) === '' ? [] : [this.main.value];
    }
  }

  /** Fills in what an earlier submission said. */
  fill(values) {
    if (['checkbox', 'radio', 'checkboxes'].includes(this.widget)) this.controls.forEach(box => { box.checked = values.includes(box.value); });
    else this.main.value = values.join('\n');
    this.main.dispatchEvent(new Event('change', { bubbles: true }));
  }

  get first() {
    return this.controls.find(box => box.checked) ?? this.main;
  }

  /** @param {string} text what is wrong, said beside the field; empty = nothing */
  say(text) {
    const live = this.element.querySelector('.live');
    const id = `in-${this.id}-fault`;
    const old = live.querySelector('.fault');
    if ((old?.textContent ?? '') === text) return;
    live.replaceChildren(...(text ? [fault(id, text)] : []));
    this.element.classList.toggle('bad', text !== '');
    const group = this.element.tagName === 'FIELDSET';
    for (const control of group ? [this.element] : [this.main, this.pasted].filter(Boolean)) {
      const said = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(one => one && one !== id).concat(text ? id : []).join(' ');
      if (said) control.setAttribute('aria-describedby', said); else control.removeAttribute('aria-describedby');
      if (text && !group) control.setAttribute('aria-invalid', 'true'); else control.removeAttribute('aria-invalid');
    }
    this.main.setCustomValidity(text);
  }
}

function fault(id, text) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICON);
  for (const [name, value] of Object.entries({ class: 'i', viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' })) svg.setAttribute(name, value);
  svg.append(path);
  return make('p', { className: 'fault', id }, svg, make('span', {}, text));
}

/** An element with properties and children; texts stay texts. */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** As the server says it: "12.5 MB", with a space that does not break. */
export function size(bytes) {
  if (bytes < 1000) return bytes + '\u00a0' + (bytes === 1 ? 'byte' : 'bytes');
  let unit = -1;
  let n = bytes;
  while (n >= 999.5 && unit < 4) { n /= 1000; unit++; }
  return (n < 9.95 ? n.toFixed(1) : n.toFixed(0)) + '\u00a0' + ['kB', 'MB', 'GB', 'TB', 'PB'][unit];
}
