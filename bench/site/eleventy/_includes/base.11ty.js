// 外壳：页眉、导航、页脚。
import { esc } from "../html.js";

const links = (items) => items.map((i) => `<li><a href="${i.url}">${esc(i.title)}</a></li>`).join("\n");

const tab = (item, section) =>
  `<li class="md-tabs__item"><a class="md-tabs__link" href="${item.url}"${
    item.url === section ? ' aria-current="true"' : ""
  }>${esc(item.title)}</a></li>`;

const group = (item) =>
  `<div>\n<p class="cn-foot__h"><a href="${item.url}">${esc(item.title)}</a></p>\n<ul>\n${links(item.children)}\n</ul>\n</div>`;

const subnav = (children) => `<nav class="cn-subnav" aria-label="工作法">\n<ul>\n${links(children)}\n</ul>\n</nav>`;

export const render = ({ content, title, description, section, page, nav, site }) => `<!doctype html>
<html lang="zh-Hans" class="no-js">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="${esc(description ?? site.name)}">
<link rel="canonical" href="${site.url}${page.url.slice(1)}">
<link rel="icon" href="/assets/images/logo.svg">
<script src="/assets/javascripts/mode.js"></script>
<title>${esc(title)} - ${site.name}</title>
<link rel="stylesheet" href="/assets/stylesheets/tokens.css">
<link rel="stylesheet" href="/assets/stylesheets/style.css">
</head>
<body>
<a class="cn-skip" href="#main">跳到正文</a>
<header class="md-header">
<nav class="md-header__inner" aria-label="页眉">
<a class="md-logo" href="/" aria-label="${site.name} 首页"><img src="/assets/images/logo.svg" width="34" height="34" alt=""></a>
<div class="md-header__title">${site.name}</div>
<button type="button" class="cn-toolbtn" data-do="elder" aria-pressed="false">大字</button>
<button type="button" class="cn-toolbtn" data-do="dark" aria-pressed="false">夜间</button>
</nav>
<nav class="md-tabs" aria-label="主导航">
<ul class="md-tabs__list">
${nav.map((item) => tab(item, section)).join("\n")}
</ul>
</nav>
${section ? subnav(nav.find((item) => item.url === section).children) : ""}
</header>
<main id="main" tabindex="-1">
${content}
</main>
<footer class="md-footer">
<nav class="cn-foot" aria-label="页脚">
<p class="cn-foot__name"><a href="/">${site.name}</a></p>
${nav.map(group).join("\n")}
</nav>
</footer>
<script src="/assets/javascripts/app.js" defer></script>
</body>
</html>
`;
