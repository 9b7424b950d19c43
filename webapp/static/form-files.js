/* Files: dropped on the field or pasted into it, shown with their sizes, and each to be left out again. The browser's own button does all of it by keyboard. */
import { make, size } from './form-field.js';

export function takeFiles(field) {
  const { element, main } = field;
  const list = make('ul', { className: 'chosen plainlist' });
  let chosen = [...main.files];
  main.after(make('p', { className: 'help drop' }, field.several ? 'Or drop files anywhere on this field.' : 'Or drop a file anywhere on this field.'), list);
  element.classList.add('droppable');

  const set = (files, at) => {
    const transfer = new DataTransfer();
    files.forEach(file => transfer.items.add(file));
    main.files = transfer.files;
    draw();
    main.dispatchEvent(new Event('change', { bubbles: true }));
    if (at !== undefined) (list.querySelectorAll('button')[Math.min(at, files.length - 1)] ?? main).focus();
  };
  const draw = () => {
    chosen = [...main.files];
    list.replaceChildren(...chosen.map((file, at) => {
      const button = make('button', { type: 'button', className: 'outline small' }, 'Leave out');
      button.setAttribute('aria-label', `Leave out ${file.name}`);
      button.addEventListener('click', () => set(chosen.filter(other => other !== file), at));
      return make('li', {}, make('span', {}, make('strong', {}, file.name), ', ', size(file.size)), ' ', button);
    }));
  };
  const add = files => set(field.several ? union(chosen, files) : files.slice(-1));

  main.addEventListener('change', () => {
    // Choosing once more adds to what stands in the list, where there is room for several.
    const now = [...main.files];
    if (now.length === chosen.length && now.every((file, at) => file === chosen[at])) return;
    if (field.several && now.length) set(union(chosen, now)); else draw();
  });
  element.addEventListener('dragover', event => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    element.classList.add('over');
  });
  element.addEventListener('dragleave', event => { if (!element.contains(event.relatedTarget)) element.classList.remove('over'); });
  element.addEventListener('drop', event => {
    element.classList.remove('over');
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
  element.addEventListener('paste', event => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    add([...event.clipboardData.files]);
  });
  addEventListener('pageshow', draw);
  draw();
}

function union(old, more) {
  const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
  return [...old, ...more.filter(file => !old.some(other => same(file, other)))];
}

/** Says which files have arrived in part: a browser cannot take them up again by itself. */
export function goOn(field, uploads) {
  for (const { name, size: whole, offset, forget } of uploads) {
    const how = offset === whole ? 'has arrived whole. Choose it again, and it is not sent twice.' : `has arrived up to ${Math.floor(100 * offset / whole)}\u00a0%. Choose it again, and it goes on from there.`;
    const button = make('button', { type: 'button', className: 'outline small' }, 'Forget it');
    button.setAttribute('aria-label', `Forget ${name}`);
    const note = make('p', { className: 'note kept begun' }, make('strong', {}, name), `, ${size(whole)}, ${how} `, button);
    button.addEventListener('click', () => {
      forget();
      note.remove();
      field.main.focus();
    });
    field.main.before(note);
  }
}
