// 一条案例一页。
import { esc } from "./html.js";
import { Notes, prose, SECTIONS } from "./notes.js";

export const data = {
  layout: "base.11ty.js",
  section: "/cases/",
  pagination: { data: "ids", size: 1, alias: "id" },
  permalink: ({ id }) => `/cases/${id}/`,
  eleventyComputed: {
    title: ({ id, cases }) => cases[id]?.标题,
    description: ({ id, cases }) => cases[id]?.一句话.内容,
  },
};

export const render = ({ id, cases, registers }) => {
  const it = cases[id];
  const notes = new Notes();
  const cite = (from) => {
    const n = notes.cite(from);
    return n ? `<a class="cn-cite" href="#s${n}" aria-label="出处 ${n}">〔${n}〕</a>` : "";
  };
  const said = (s) =>
    s.待补充
      ? `<p>${esc(s.待补充)}：<span class="cn-tbd">待补充</span>。</p>`
      : `<p>${prose(s.内容)}${cite(s.来源)}</p>`;
  const fact = (name, words) => `<div><dt>${name}</dt><dd>${words}</dd></div>`;
  const actor = (name, a) =>
    `<tr><th scope="row">${esc(name)}</th><td>${esc(a.角色)}</td><td>${prose(a.内容)}${cite(a.来源)}</td></tr>`;
  const step = (s, i) =>
    `<li><h3 id="step-${i + 1}">${esc(s.标题)}</h3>${said(s)}<p class="cn-meta">${esc(s.谁来做)}</p></li>`;
  const support = (s) =>
    `<li><b>项目</b> <a href="/mechanism/#${s.项目}">${esc(registers.programmes[s.项目].名称)}</a>${said(s)}</li>`;
  const source = (s) =>
    `<li id="s${s.number}">${s.发布者 ? `${esc(s.发布者)}. ` : ""}<a href="/sources/#${s.id}">${esc(s.题名)}</a>[EB/OL].` +
    `${s.日期 ? ` (${esc(s.日期)}).` : ""}${s.网址 ? ` <a class="cn-url" href="${esc(s.网址)}" rel="noopener">${esc(s.网址)}</a>` : ""}` +
    `<br><span class="cn-meta">引用位置：${esc(s.places)}</span></li>`;
  const related = (r) =>
    `<li><a href="/cases/${r.编号}/"><b>${esc(cases[r.编号].标题)}</b></a><br>${esc(r.理由)}</li>`;
  const fields = esc(it.领域.join("、"));

  return `<nav class="cn-crumb" aria-label="位置"><a href="/">首页</a> › <a href="/cases/">工作法</a> › <span aria-current="page">${esc(it.标题)}</span></nav>
<nav class="md-nav" aria-label="本页目录"><ul>
${SECTIONS.map(([anchor, name]) => `<li><a href="#${anchor}">${name}</a></li>`).join("\n")}
</ul></nav>
<header class="cn-head">
<div class="cn-head__k">${fields} · ${esc(it.街镇)}</div>
<h1>${esc(it.标题)}</h1>
<p class="cn-one">${prose(it.一句话.内容)}${cite(it.一句话.来源)}</p>
</header>
<dl class="cn-facts">
${fact("地点", `${esc(it.街镇)}，${esc(it.居民区)}${cite(it.地点来源)}`)}
${fact("时间", it.时间.map((t) => `${esc(t.日期)} ${esc(t.事件)}${cite(t.来源)}`).join("；"))}
${fact("规模", it.规模.map((s) => `${esc(s.名称)} ${esc(s.数值)} ${esc(s.单位)}（截至 ${esc(s.截至)}）${cite(s.来源)}`).join("；"))}
${fact("领域", fields)}
${fact("方向", esc(it.方向))}
</dl>
<h2 id="problem">缘起与问题</h2>
${it.缘起.map(said).join("\n")}
<h2 id="actors">五社分工</h2>
<table class="cn-stack"><caption class="cn-vh">五社各做了什么</caption>
<thead><tr><th scope="col">五社</th><th scope="col">角色</th><th scope="col">做了什么</th></tr></thead>
<tbody>
${it.五社.map((a) => actor(a.类别, a)).join("\n")}
${it.其他参与方.map((a) => actor(a.名称, a)).join("\n")}
</tbody></table>
<h2 id="steps">做法步骤</h2>
<ol class="cn-steps">
${it.步骤.map(step).join("\n")}
</ol>
<h2 id="outcomes">成效</h2>
${it.成效.map(said).join("\n")}
<h2 id="insight">启示</h2>
<div class="cn-eds"><span class="cn-tag">编者按</span>${it.启示.map(said).join("")}</div>
<h2 id="applicability">适用条件</h2>
<div class="cn-eds"><span class="cn-tag">编者归纳，待实践单位核定</span>${it.适用条件.map(said).join("")}</div>
<h2 id="support">政策与支持</h2>
<ul class="cn-supports">
${it.支持.map(support).join("\n")}
</ul>
<h2 id="sources">来源</h2>
<ol class="cn-src">
${notes.listed(registers.sources).map(source).join("\n")}
</ol>
<section aria-labelledby="related"><h3 id="related">可以接着看</h3>
<ul class="cn-rel">
${it.相关.map(related).join("\n")}
</ul></section>`;
};
