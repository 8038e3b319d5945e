// One engine of Node on one annex: node engines.js NAME TEMPLATE DATA REPEATS OUTPUT
// It says in its last line what a document took: seconds by the clock and of the processors, and the peak in MB.
const fs = require("fs");

const [name, template, data, repeats, output] = process.argv.slice(2);
const content = fs.readFileSync(template);

const engines = {
  docxtemplater() {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async (fields) => {
      const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
      document.render(fields);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = require("easy-template-x");
    const handler = new TemplateHandler();
    return (fields) => handler.process(content, fields);
  },
  carbone() {
    const { render } = require("carbone");
    return (fields) =>
      new Promise((done, failed) => render(template, fields, (error, bytes) => (error ? failed(error) : done(bytes))));
  },
};

async function main() {
  const fields = JSON.parse(fs.readFileSync(data, "utf-8"));
  const render = engines[name]();
  const walls = [];
  const processors = [];
  let made;
  for (let round = 0; round < Number(repeats); round += 1) {
    const wall = performance.now();
    const used = process.cpuUsage();
    made = await render(fields);
    const taken = process.cpuUsage(used);
    walls.push((performance.now() - wall) / 1e3);
    processors.push((taken.user + taken.system) / 1e6);
  }
  fs.writeFileSync(output, made);
  console.log(JSON.stringify([median(walls), median(processors), process.resourceUsage().maxRSS / 1024]));
  process.exit();
}

function median(numbers) {
  return numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

main();
