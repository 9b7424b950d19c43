/* Large files in pieces, by the tus protocol: a connection that breaks off, a restart of the server or of the page costs no more than what was on the wire. */
const PIECE = 16 << 20;
const PATIENCE = 5 * 60_000;
const TUS = { 'Tus-Resumable': '1.0.0' };

/**
 * Sends a file, or what is missing of it.
 *
 * @param {{endpoint: string, process: string, input: string}} where
 * @param {{moved: function(number), waits: function()}} told how many bytes have arrived, and when the connection is being waited for
 * @returns what the form sends in the place of the file
 */
export async function upload(where, file, told, signal) {
  const key = keyOf(where, file);
  let address = remembered(key)?.address;
  let last = -1;
  let moved = performance.now();
  for (let wait = 1000; ; wait = Math.min(2 * wait, 10_000)) {
    try {
      address ??= await begin(where, file, key, signal);
      let state = await look(address, signal);
      if (!state || state.length !== file.size) {
        forget(key);
        address = undefined;
        continue;
      }
      for (;;) {
        if (state.offset > last) moved = performance.now();
        last = state.offset;
        told.moved(last);
        if (state.kept) return state.kept;
        state = await append(address, file, last, told, signal);
        wait = 1000;
      }
    } catch (trouble) {
      if (signal.aborted || trouble.final || performance.now() - moved > PATIENCE) throw trouble;
      told.waits();
      await new Promise(resolve => { setTimeout(resolve, wait); signal.addEventListener('abort', resolve, { once: true }); });
      if (signal.aborted) throw trouble;
    }
  }
}

async function begin({ endpoint, process, input }, file, key, signal) {
  const about = Object.entries({ filename: file.name, filetype: file.type, process, input }).filter(([, value]) => value).map(([name, value]) => `${name} ${base64(value)}`);
  const answer = await fetch(endpoint, { method: 'POST', headers: { ...TUS, 'Upload-Length': file.size, 'Upload-Metadata': about.join(','), Accept: 'application/json' }, signal });
  if (answer.status !== 201) throw refused(answer.status, await answer.text());
  const address = new URL(answer.headers.get('Location'), answer.url).href;
  remember(key, { address, name: file.name, size: file.size });
  return address;
}

/** Null when it is not there any more. */
async function look(address, signal) {
  const answer = await fetch(address, { method: 'HEAD', headers: TUS, cache: 'no-store', signal });
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw refused(answer.status, '');
  return stateOf(name => answer.headers.get(name));
}

function append(address, file, offset, told, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not say how far it is
    const stop = () => request.abort();
    signal.addEventListener('abort', stop, { once: true });
    request.upload.addEventListener('progress', event => told.moved(offset + event.loaded));
    request.addEventListener('loadend', () => {
      signal.removeEventListener('abort', stop);
      if (request.status === 204) resolve(stateOf(name => request.getResponseHeader(name)));
      else reject(refused(request.status, request.responseText));
    });
    request.open('PATCH', address);
    for (const [name, value] of Object.entries({ ...TUS, 'Upload-Offset': offset, 'Content-Type': 'application/offset+octet-stream', Accept: 'application/json' })) request.setRequestHeader(name, value);
    request.send(file.slice(offset, offset + PIECE));
  });
}

const stateOf = header => ({ offset: Number(header('Upload-Offset')), length: Number(header('Upload-Length')), kept: header('Mayfly-Kept') });

/** Final where trying again would not help: what a server says of itself (5xx), of too many (429) and of another connection (409) passes. */
function refused(status, body) {
  const trouble = new Error(`The server answered ${status}.`);
  trouble.final = status >= 400 && status < 500 && ![404, 408, 409, 423, 429].includes(status) || status === 507;
  try {
    trouble.message = JSON.parse(body).detail || trouble.message;
  } catch {
    // No words of its own.
  }
  return trouble;
}

const base64 = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const prefixOf = ({ endpoint, process, input }) => `mayfly.upload ${endpoint} ${process} ${input} `;
const keyOf = (where, file) => `${prefixOf(where)}${file.size} ${file.lastModified} ${file.name}`;

/** What was begun from this browser and not sent off with a form: name, size and how far it is. */
export async function unfinished(where) {
  const found = [];
  for (const key of keys().filter(one => one.startsWith(prefixOf(where)))) {
    const about = remembered(key);
    const state = about && await look(about.address, new AbortController().signal).catch(() => undefined);
    if (state) found.push({ name: String(about.name), size: state.length, offset: state.offset, forget: () => forget(key) });
    else if (state === null || !about) forget(key);
  }
  return found;
}

/** The form has it now. */
export function done(where, file) {
  forget(keyOf(where, file));
}

/* Where a browser stores nothing, an upload goes on as long as its page is open. */
function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function remembered(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remember(key, about) {
  try {
    localStorage.setItem(key, JSON.stringify(about));
  } catch {
    // No room, or not allowed.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // It was not remembered.
  }
}
