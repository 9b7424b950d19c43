/* What a form gains where script runs; without it everything below is done by the browser and the server alone. */
import { Field } from './form-field.js';
import { depend } from './form-when.js';
import { check } from './form-check.js';
import { goOn, takeFiles } from './form-files.js';
import { recall } from './form-recall.js';
import { rest, send } from './form-send.js';
import { unfinished } from './form-tus.js';

/* Events and data are those of the element around the form: an input may be called "action" or "dataset", and would stand in the way of the form's own. */
function start() {
  const root = document.querySelector('[data-process]');
  if (!root) return;
  const form = root.querySelector('form');
  const fields = [...form.querySelectorAll('[data-field]')].map(element => new Field(element));
  root.classList.add('scripted');
  form.setAttribute('novalidate', ''); // our own words take the place of the browser's
  const follow = depend(root, fields);
  const allRight = check(fields);
  fields.filter(field => field.widget === 'file').forEach(field => {
    takeFiles(field);
    unfinished({ endpoint: root.dataset.uploads, process: root.dataset.process, input: field.id }).then(uploads => goOn(field, uploads));
  });
  const remember = recall(root, form, fields, follow);
  root.addEventListener('submit', event => {
    if (root.dataset.sending || !allRight()) {
      event.preventDefault();
      return;
    }
    remember();
    if (!fields.some(field => field.files.length)) return;
    event.preventDefault();
    send(root, form, fields, start);
  });
  addEventListener('pageshow', () => { // a browser that goes back fills the fields in again
    rest(root);
    follow();
  });
}

start();
