// What a user would write with easy-template-x, as its manual says: node easy_template_x.js TEMPLATE LETTERS OUTPUT
const fs = require("fs");
const path = require("path");
const { TemplateHandler } = require("easy-template-x");

async function main(template, letters, output) {
  const content = fs.readFileSync(template);
  const handler = new TemplateHandler();
  for (const letter of JSON.parse(fs.readFileSync(letters, "utf-8"))) {
    const bytes = await handler.process(content, letter);
    fs.writeFileSync(path.join(output, `${letter.key}.docx`), bytes);
  }
}

main(...process.argv.slice(2));
