"""电子书的样子：字体、底色、字的颜色都听阅读器的，夜间也看得清；一行字少，两端不对齐。"""

from typing import Final

STYLE: Final = """\
body {
  line-height: 1.75;
  text-align: start;
  line-break: strict;
  text-autospace: normal;
  text-spacing-trim: trim-start;
  hanging-punctuation: allow-end;
  overflow-wrap: anywhere;
  widows: 2;
  orphans: 2;
}
p { margin: 0; text-indent: 2em; }
p, li, dt, dd, td, th, figcaption { text-wrap: pretty; }
h1, h2, h3, h4, h5, h6 {
  line-height: 1.4;
  text-wrap: balance;
  text-align: left;
  text-indent: 0;
  break-after: avoid;
  break-inside: avoid;
}
h1 { font-size: 1.6em; margin: 1.5em 0 .6em; }
h2 { font-size: 1.3em; margin: 1.8em 0 .6em; }
h3, h4, h5, h6 { font-size: 1.1em; margin: 1.4em 0 .4em; }
a { color: inherit; }
a.cite, a.mark {
  font-size: .75em;
  vertical-align: .3em;
  line-height: 1;
  text-decoration: none;
  white-space: nowrap;
}
a[role="doc-backlink"] { padding: 0 .25em; }
a.url { overflow-wrap: anywhere; }
a.term { text-decoration: underline dotted; text-underline-offset: .2em; }
.small { font-size: .875em; text-indent: 0; margin: .3em 0; }
.tag {
  font-size: .8em;
  border: 1px solid;
  border-radius: .2em;
  padding: 0 .3em;
  white-space: nowrap;
}
.tbd { border-bottom: 1px dashed; white-space: nowrap; }
.title { font-weight: bold; text-indent: 0; margin-top: .6em; }
ol, ul { margin: .6em 0; padding-left: 1.8em; }
li { margin: .2em 0; }
li p, dd p, td p, th p, aside p { text-indent: 0; }
ul.check { list-style: none; padding-left: 1.4em; }
ul.check > li { text-indent: -1.4em; }
.check > li::before {
  content: "";
  display: inline-block;
  box-sizing: border-box;
  width: .9em;
  height: .9em;
  margin-right: .5em;
  border: 1px solid;
  vertical-align: -.08em;
}
ul.index { list-style: none; padding-left: 0; }
ul.index li { padding-left: 2em; text-indent: -2em; text-align: left; }
ol.steps { padding-left: 1.4em; }
ol.steps h3 { margin: .8em 0 .2em; }
ol.works { text-align: left; padding-left: 2.4em; }
dl { margin: .8em 0; }
dt { font-weight: bold; margin-top: .6em; break-after: avoid; }
dd { margin: 0; }
dl.facts { border-top: 1px solid; }
dl.facts dt { font-size: .875em; margin: 0; padding-top: .4em; }
dl.facts dd { padding-bottom: .4em; border-bottom: 1px solid; }
blockquote { margin: .8em 0 .8em 2em; }
div.note { border: 1px dashed; padding: .4em .8em; margin: .8em 0; }
pre { white-space: pre-wrap; text-align: left; line-height: 1.5; }
figure { margin: 1.2em 0; break-inside: avoid; text-align: center; }
figure img, figure svg { max-width: 100%; max-height: 90vh; }
figure svg {
  display: block;
  width: 100%;
  max-width: 26em;
  margin: 0 auto;
  font-family: sans-serif;
}
figcaption { font-size: .875em; text-align: left; margin-top: .4em; }
p img { max-width: 100%; max-height: 8em; }
table {
  margin: .8em 0;
  border-collapse: collapse;
  font-size: .875em;
  line-height: 1.5;
  text-align: left;
  width: 100%;
}
caption, thead { break-inside: avoid; break-after: avoid; }
caption { text-align: left; font-weight: bold; padding: .4em 0; }
table.short, tr { break-inside: avoid; }
th, td { border: 1px solid; padding: .3em .4em; vertical-align: top; min-width: 3em; }
td.center, th.center { text-align: center; }
td.right, th.right { text-align: right; }
aside { margin: .6em 0; }
.source { font-size: .875em; text-align: left; text-indent: 0; margin: .6em 0; }
section.cover { text-align: center; }
section.cover img { max-width: 100%; max-height: 98vh; }
nav ol { list-style: none; padding-left: 1em; text-align: left; }
"""
