/* Sends a form with files and shows how far it is: large files first, in pieces, then the form. What comes back is the job's page, or the form again. */
import { make, size } from './form-field.js';
import { done, upload } from './form-tus.js';

const STOPPED_LATE = 'Stopped when all was sent: a job may have been made of it. Look among your jobs, or send it again; the same form makes one job.';
const percent = (part, whole) => `${Math.floor(100 * part / whole)}\u00a0%`;

/** @param {function} again starts anew with a form that came back */
export async function send(root, form, fields, again) {
  const button = form.querySelector('button[type=submit]');
  const { panel, bar, how, said, stop } = progress();
  // How far it is may be read at any time; what happens is said.
  const told = {
    moved: (part, whole) => {
      bar.value = part / whole;
      how.textContent = `${percent(part, whole)} of ${size(whole)} sent`;
      if (said.textContent) said.textContent = '';
    },
    say: text => { said.textContent = text; },
    sent: () => {
      told.all = true;
      told.say('All is sent; the answer is awaited.');
    },
  };
  const stopped = new AbortController();
  stop.addEventListener('click', () => stopped.abort());
  button.parentElement.after(panel);
  root.dataset.sending = 'yes';
  button.setAttribute('aria-disabled', 'true'); // and not disabled: it would lose the focus
  try {
    const large = inPieces(root, fields);
    const data = new FormData(form);
    await sendLarge(large, data, told, stopped.signal);
    const answer = await sendForm(new URL(form.getAttribute('action'), location), data, told, stopped.signal);
    large.forEach(({ where, file }) => done(where, file));
    if (answer.elsewhere) location.assign(answer.elsewhere);
    else if (!replaced(answer.html, again)) throw new Error(answered(answer));
  } catch (trouble) {
    delete root.dataset.sending;
    button.removeAttribute('aria-disabled');
    bar.hidden = how.hidden = stop.hidden = true;
    told.say(!stopped.signal.aborted ? trouble.message : told.all ? STOPPED_LATE : 'Stopped. Nothing was started.');
    button.focus();
  }
}

/** The files of every field of which one is large. */
function inPieces(root, fields) {
  const { uploads: endpoint, process } = root.dataset;
  return fields.filter(field => field.files.some(file => file.size >= field.pieces))
    .flatMap(field => field.files.map(file => ({ where: { endpoint, process, input: field.id }, file })));
}

async function sendLarge(large, data, told, signal) {
  const whole = large.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  for (const { where, file } of large) {
    const earlier = before;
    let arrived = 0;
    const kept = await upload(where, file, {
      moved: bytes => {
        arrived = earlier + bytes;
        told.moved(arrived, whole);
      },
      waits: () => told.say(`The connection broke off at ${percent(arrived, whole)}. It goes on from there as soon as the server answers.`),
    }, signal);
    if (file === large.find(one => one.where.input === where.input).file) ['', '.kept', '.sample'].forEach(suffix => data.delete(where.input + suffix));
    data.append(`${where.input}.kept`, kept);
    before += file.size;
  }
}

function sendForm(action, data, told, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let at = '';
    request.upload.addEventListener('progress', event => {
      if (!event.lengthComputable) return;
      told.moved(event.loaded, event.total);
      at = ` at ${percent(event.loaded, event.total)}`;
      if (event.loaded === event.total) told.sent();
    });
    request.addEventListener('load', () => {
      told.all = false;
      const elsewhere = new URL(request.responseURL).pathname !== action.pathname ? request.responseURL : null;
      resolve({ elsewhere, status: request.status, html: request.responseText });
    });
    request.addEventListener('error', () => reject(new Error(`The connection broke off${at}. Your entries are still here. Send it again: the same form makes one job, however often it is sent.`)));
    request.addEventListener('abort', () => reject(new Error('Stopped.')));
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', action);
    request.setRequestHeader('Accept', 'text/html');
    request.send(data);
  });
}

/** As it was before: also of a page that a browser has kept whole, to go back to. */
export function rest(root) {
  delete root.dataset.sending;
  root.querySelector('form button[type=submit]').removeAttribute('aria-disabled');
  root.querySelector('.sending')?.remove();
}

function progress() {
  document.querySelector('.sending')?.remove();
  const bar = make('progress', { max: 1, value: 0 });
  bar.setAttribute('aria-label', 'Sent so far');
  const how = make('p', { className: 'quiet' }, 'Sending');
  const said = make('p', {});
  said.setAttribute('role', 'status');
  const stop = make('button', { type: 'button', className: 'outline small' }, 'Stop sending');
  return { panel: make('div', { className: 'sending' }, bar, how, said, stop), bar, how, said, stop };
}

/** Puts the form that came back in the place of this one. */
function replaced(html, again) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const main = page.querySelector('main');
  if (!main?.querySelector('[data-process]')) return false;
  const first = main.querySelector('[autofocus]');
  first?.removeAttribute('autofocus'); // focus moves below, once all of it is there
  document.title = page.title;
  document.querySelector('main').replaceWith(main);
  again();
  first?.focus();
  return true;
}

/** What another page says that was answered, in short. */
function answered({ html, status }) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const words = [page.querySelector('h1')?.textContent, page.querySelector('main p')?.textContent].filter(Boolean).map(text => text.trim());
  return words.length ? words.join('. ') : `The server answered ${status}. Nothing was started.`;
}
