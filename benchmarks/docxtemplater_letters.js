// What a user would write with docxtemplater, as its manual says: node docxtemplater.js TEMPLATE LETTERS OUTPUT
const fs = require("fs");
const path = require("path");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [template, letters, output] = process.argv.slice(2);
const content = fs.readFileSync(template, "binary");
for (const letter of JSON.parse(fs.readFileSync(letters, "utf-8"))) {
  const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
  document.render(letter);
  const bytes = document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  fs.writeFileSync(path.join(output, `${letter.key}.docx`), bytes);
}
