/* Says what is wrong beside the field, in the server's words, before anything is sent. The server checks all of it again. */
import { size } from './form-field.js';

const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

/** @returns a function that looks at all fields, and goes to the first fault */
export function check(fields) {
  const looked = new Set(fields.filter(field => field.element.classList.contains('bad')));
  for (const field of fields) {
    field.element.addEventListener('change', () => { looked.add(field); field.say(faultOf(field)); });
    field.element.addEventListener('input', () => { if (looked.has(field)) field.say(faultOf(field)); });
  }
  return () => {
    const faulty = fields.filter(field => {
      looked.add(field);
      field.say(faultOf(field));
      return field.isShown && faultOf(field);
    });
    faulty[0]?.first.focus();
    return !faulty.length;
  };
}

/** What is wrong with a field, in words; empty = nothing that could be seen here. */
export function faultOf(field) {
  if (!field.isShown) return '';
  const values = field.values;
  if (field.widget === 'file') return ofFiles(field, values);
  if (!values.length) return field.required ? field.missing : '';
  const number = tooMany(field, values.length, field.widget === 'checkboxes' ? ['Choose', 'chose', ''] : ['Give', 'gave', ' values']);
  if (number) return number;
  const faults = values.map(value => ofValue(field, value));
  const at = faults.findIndex(Boolean);
  return at < 0 ? '' : values.length === 1 ? faults[at] : `Value ${at + 1}: ${faults[at]}`;
}

function ofFiles(field, values) {
  if (field.files.length && field.paste) return 'A file was chosen, and a text pasted as well. Give one of them: empty the text, or leave the file out.';
  const large = field.files.find(file => file.size > field.limit);
  if (large) return `“${large.name}” is larger than ${size(field.limit)}, the most that is accepted. Choose a smaller file.`;
  if (!values.length) return field.required ? field.missing : '';
  return tooMany(field, values.length, ['Choose', 'chose', ' files']);
}

function tooMany(field, count, [give, gave, what]) {
  if (!field.several) return '';
  if (count > field.most) return `${give} at most ${field.most}${what}; you ${gave} ${count}.`;
  return count < field.least ? `${give} at least ${field.least}${what}; you ${gave} ${count}.` : '';
}

function ofValue(field, value) {
  const refused = `Write ${field.accepted}; you wrote “${value.trim()}”.`;
  if (field.number) return isNumber(field, value) ? '' : refused;
  if (!field.free) return '';
  const length = [...value].length;
  if (length > (field.maxlength ?? Infinity) || length < (field.minlength ?? 0)) return `Write ${field.length}; you wrote ${length}.`;
  return field.pattern && !matches(field.pattern, value) ? refused : '';
}

/** Where a computer's own rounding could decide, it is left to the server. */
function isNumber(field, value) {
  const n = Number(value);
  if (!NUMBER.test(value) || !Number.isFinite(n)) return false;
  if (Math.abs(n) > Number.MAX_SAFE_INTEGER) return true;
  if (field.number === 'integer' && !Number.isInteger(n)) return false;
  if (n < (field.min ?? -Infinity) || n > (field.max ?? Infinity)) return false;
  return !(Number.isInteger(field.step) && Number.isInteger(n)) || n % field.step === 0;
}

function matches(pattern, value) {
  try {
    return new RegExp(`^(?:${pattern})$`, 'v').test(value);
  } catch {
    return true;
  }
}
