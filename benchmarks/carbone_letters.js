// What a user would write with Carbone, as its manual says: node carbone_letters.js TEMPLATE LETTERS OUTPUT
const fs = require("fs");
const path = require("path");
const carbone = require("carbone");

const [template, letters, output] = process.argv.slice(2);

function make(left) {
  const letter = left.pop();
  if (!letter) process.exit(); // it leaves its own timers running
  carbone.render(template, letter, (error, bytes) => {
    if (error) throw error;
    fs.writeFileSync(path.join(output, `${letter.key}.docx`), bytes);
    make(left);
  });
}

make(JSON.parse(fs.readFileSync(letters, "utf-8")));
