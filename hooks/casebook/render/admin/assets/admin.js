// 打开可视化编辑器：登记我们的文件格式，再把设置交给 Sveltia CMS。
import { format } from "./format.js";
import { guarded } from "./privacy.js";

// 界面用中文，不管浏览器是哪一种语言；在它的设置里还可以换成英文
Object.defineProperty(navigator, "language", { value: "zh-CN" });
Object.defineProperty(navigator, "languages", { value: ["zh-CN"] });

// Sveltia 只认当普通脚本装进来的自己，并且要先知道由我们来开
window.CMS_MANUAL_INIT = true;
const script = document.createElement("script");
script.src = "sveltia-cms.js";
script.onload = async () => {
  const { config, shapes, rules, local } = await (await fetch("config.json", { cache: "no-store" })).json();
  for (const [name, shape] of Object.entries(shapes)) {
    window.CMS.registerCustomFormat(name, "yml", guarded(format(shape), rules));
  }
  document.documentElement.classList.toggle("local", local);
  window.CMS.init({ config });
};
document.head.append(script);
