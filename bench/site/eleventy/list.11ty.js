// 全部工作法。
import { esc } from "./html.js";

export const data = {
  permalink: "/cases/", layout: "base.11ty.js", title: "全部工作法", section: "/cases/",
};

const line = (id, it) =>
  `<li><a href="/cases/${id}/"><b>${esc(it.标题)}</b></a><br>${esc(it.一句话.内容)}<br>` +
  `<span class="cn-meta">${esc(it.领域.join("、"))} · ${esc(it.街镇)}</span></li>`;

export const render = ({ ids, cases }) =>
  `<h1>全部工作法</h1>\n<ul class="cn-list">\n${ids.map((id) => line(id, cases[id])).join("\n")}\n</ul>`;
