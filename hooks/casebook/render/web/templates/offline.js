{# 读过的页留着：读者按了开关才有（theme 的 keep.js）。有网络时总是新的；没有网络才用留下的。
   换了一版，留下的各页重新取一遍。脚本的内容随版本变，浏览器自己会来换。 #}
"use strict";
const PREFIX = `casebook ${registration.scope} `;
const KEPT = PREFIX + "{{ build }}";
const NEEDED = /html|css|javascript|json|image|manifest/;

{# 留着的，名字里不带问号后面的 #}
const plain = (url) => url.split(/[?#]/)[0];

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(renew());
});

async function renew() {
  const cache = await caches.open(KEPT);
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === KEPT) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      try {
        const answer = await fetch(request.url, { cache: "no-cache" });
        if (answer.ok) await cache.put(request.url, answer);
      } catch {
        await cache.put(request.url, await old.match(request));
      }
    }
  }
}

addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== KEPT).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(registration.scope)) event.respondWith(answer(event, request));
});

async function answer(event, request) {
  try {
    const fresh = await fetch(request);
    if (fresh.status === 200 && NEEDED.test(fresh.headers.get("content-type"))) event.waitUntil(keep(request.url, fresh.clone()));
    return fresh;
  } catch (offline) {
    const kept = (await caches.has(KEPT)) && (await (await caches.open(KEPT)).match(plain(request.url)));
    if (kept) return kept;
    if (request.mode === "navigate") return missing();
    throw offline;
  }
}

{# 关掉了（缓存已经删了），就不再留 #}
async function keep(url, fresh) {
  if (await caches.has(KEPT)) await (await caches.open(KEPT)).put(plain(url), fresh);
}

{# 没有网络，也没有留下的一页：列出留下了的。题目取自网页，已经转义 #}
async function missing() {
  const cache = await caches.open(KEPT);
  const items = [];
  for (const { url } of await cache.keys()) {
    if (!url.endsWith("/")) continue;
    const title = /<title>([^<]*)/.exec(await (await cache.match(url)).text());
    if (title) items.push(`<li><p><a href="${encodeURI(decodeURI(url))}">${title[1]}</a></p></li>`);
  }
  const page = `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{{ missing }}</title><h1>{{ missing }}</h1><p>{{ others }}</p><ul>${items.join("")}</ul></html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
