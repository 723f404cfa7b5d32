// Talking to the sandbox's control API.

export class Refused extends Error {}

export async function get(path) {
  return answer(await fetch(path, { headers: { Accept: "application/json" }, cache: "no-store" }));
}

export async function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function remove(path) {
  return answer(await fetch(path, { method: "DELETE" }));
}

async function answer(response) {
  const text = await response.text();
  let said = {};
  try {
    said = text ? JSON.parse(text) : {};
  } catch {
    said = { error: text };
  }
  if (!response.ok) throw new Refused(said.error || `The sandbox answered ${response.status}.`);
  return said;
}

// The address of a file on this very server, however it was reached when the file was sent.
export function local(url) {
  const address = new URL(url, location.href);
  const own = /^\/(discord|telegram|control)\//.test(address.pathname);
  return own ? address.pathname + address.search : address.href;
}

export function asBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] || "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

export async function asUpload(file) {
  const mime = file.type || "application/octet-stream";
  const kind = /^image\/(png|jpeg|gif|webp)$/.test(mime) ? "photo" : "document";
  return { kind, name: file.name, mime, base64: await asBase64(file) };
}
