// 存下以前看一遍：有私人的号码、住处、病情，先问一声。存到 git 里就留在历史里，删不干净。
import { Privacy } from "./form-privacy.js";

// 我们的文件格式，存的时候多看一遍；`rules` 与检查、与投稿的表单是同一套
export const guarded = ({ fromFile, toFile }, rules) => {
  const privacy = new Privacy(rules);
  return {
    fromFile,
    toFile: (values) => {
      const text = toFile(values);
      const found = privacy.find(text);
      if (found.length && !confirm(asked(found, rules.says))) throw stopped();
      return text;
    },
  };
};

function asked(found, says) {
  const lines = [...new Set(found.map(({ code, text }) => `· ${text}\n  ${says[code]}`))];
  return [
    "这份稿子里有不该公开的：",
    ...lines,
    "存下就留在历史里，以后删也删不干净。\n按“取消”回去改；看过了，认错了，按“确定”照样存。",
  ].join("\n\n");
}

// 编辑器照这样的错显示一句话，改的还在
function stopped() {
  return new Error("saving_failed", { cause: new Error("没有存。请把刚才列出来的删掉或改掉，再存一次。") });
}
