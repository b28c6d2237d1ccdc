/* 打印的一份：一问一答，没有答的不印；末尾留着签名的地方。 */
import { isBlank } from "./form-compose.js";
import { make } from "./form-fields.js";
import { clean } from "./form-text.js";

export function answerSheet(sheet, questions, answers) {
  const sign = document.querySelector(".cn-sheet__sign").cloneNode(true);
  const list = make("dl");
  for (const question of questions)
    if (!isBlank(answers[question.name])) list.append(make("dt", {}, question.key), ...said(question, answers[question.name]));
  sheet.replaceChildren(make("h2", {}, "投稿"), list, sign);
}

function said(question, answer) {
  if (question.widget === "list") return answer.filter((item) => !isBlank(item)).map((item) => make("dd", {}, told(question.inner, item)));
  if (question.widget === "group") return [make("dd", {}, told(question.inner, answer))];
  if (question.widget === "checks") return [make("dd", {}, answer.join("、"))];
  return [make("dd", {}, clean(answer))];
}

function words(question, value) {
  if (question.widget === "list") return value.filter((item) => !isBlank(item)).map((item) => told(question.inner, item));
  if (question.widget === "who") return [[...value.picked, value.others].filter(Boolean).join("、")];
  return [clean(value)];
}

function told(questions, answer) {
  const parts = questions.filter(({ name }) => !isBlank(answer[name])).map((question) => {
    return make("div", {}, make("b", {}, `${question.key}：`), ...words(question, answer[question.name]));
  });
  const all = document.createDocumentFragment();
  all.append(...parts);
  return all;
}
