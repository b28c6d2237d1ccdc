/* “读过的页留在手机里”的开关，只在无障碍声明一页上。开着就是登记了 offline.js，不另记。 */
(async () => {
  "use strict";
  const root = window.casebookRoot;
  const box = document.querySelector(".cn-keep");
  if (!("serviceWorker" in navigator) || !window.isSecureContext || root.protocol === "file:") return;
  const [on, off] = box.querySelectorAll("button");
  const told = box.querySelector("[role=status]");
  const ours = async () => (await navigator.serviceWorker.getRegistrations()).find(({ scope }) => scope === root.href);
  const show = async (text = "", at = null) => {
    const kept = Boolean(await ours());
    on.hidden = kept;
    off.hidden = !kept;
    told.textContent = text || (kept ? told.dataset.on : "");
    at?.focus();
  };

  on.addEventListener("click", async () => {
    try {
      await navigator.serviceWorker.register(new URL("offline.js", root), { scope: root.pathname });
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller)
        await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
      // 这一页和它用的样式、脚本也留下
      const used = performance.getEntriesByType("resource").map(({ name }) => name);
      await Promise.all([location.href, root.href, ...used.filter((url) => url.startsWith(root.href))].map((url) => fetch(url)));
      await show("", off);
    } catch {
      await show(told.dataset.failed);
    }
  });

  off.addEventListener("click", async () => {
    await (await ours())?.unregister();
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(`casebook ${root.href} `)).map((name) => caches.delete(name)));
    await show(told.dataset.off, on);
  });

  await show();
  box.hidden = false;
})();
