/* The last inputs of this browser, kept in it alone: one set for each process and version, never a file, never what the description says is not to be remembered. */
import { make } from './form-field.js';

const LONGEST = 10_000;

/** @returns a function that remembers what the form says now */
export function recall(root, form, fields, follow) {
  const { version } = root.dataset;
  const prefix = `mayfly.form ${form.getAttribute('action')} `;
  const worth = fields.filter(field => field.remember);
  const line = make('div', { className: 'recall actions' });
  const said = make('p', { className: 'quiet' });
  said.setAttribute('role', 'status');
  const last = read(prefix + version);
  if (worth.length && isThere()) {
    form.querySelector('button[type=submit]').parentElement.after(make('p', { className: 'quiet' }, 'This browser remembers what you send, without files, and offers it the next time.'));
  }
  if (last) offer();

  function offer() {
    const fill = make('button', { type: 'button', className: 'outline small' }, 'Fill in my last inputs');
    const forget = make('button', { type: 'button', className: 'outline small' }, 'Forget them');
    fill.addEventListener('click', () => {
      // Twice, since a field that another one shows can be filled in only then.
      for (let round = 0; round < 2; round++) {
        worth.filter(field => last.values[field.id]).forEach(field => field.fill(last.values[field.id]));
        follow();
      }
      said.textContent = 'Filled in.';
    });
    forget.addEventListener('click', () => {
      forgetAll(prefix);
      said.textContent = 'Forgotten.';
      fill.remove();
      forget.remove();
      said.tabIndex = -1;
      said.focus();
    });
    said.textContent = `What you sent on ${last.at.slice(0, 10)} at ${last.at.slice(11, 16)}.`;
    line.append(fill, forget, said);
    form.prepend(line);
  }

  return () => {
    const values = {};
    for (const field of worth) if (field.isShown && field.values.join('\n').length <= LONGEST) values[field.id] = field.values;
    forgetAll(prefix);
    write(prefix + version, { at: new Date().toISOString(), values });
  };
}

/* A browser may refuse all of this, as some do in private windows: then nothing is remembered. */
function isThere() {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}

function read(key) {
  try {
    const last = JSON.parse(localStorage.getItem(key));
    return last && typeof last.at === 'string' && last.values && Object.values(last.values).every(Array.isArray) ? last : null;
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // No room, or not allowed.
  }
}

function forgetAll(prefix) {
  try {
    Object.keys(localStorage).filter(key => key.startsWith(prefix)).forEach(key => localStorage.removeItem(key));
  } catch {
    // Nothing was remembered.
  }
}
