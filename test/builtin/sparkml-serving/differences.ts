/** What is answered here instead of what the original answers, by the recorded case's name; the docs list the same. */
type Answers = Readonly<Record<string, { readonly status?: number; readonly answer?: string }>>;

const row = "1.0,0.0,0.455,0.365,0.095,0.514,0.2245,0.101,0.15";
const csv = { status: 200, answer: row };
const accepts = ["text/csv", "application/jsonlines", "application/jsonlines;data=text"] as const;

/** The same case for each way to write the answer. */
function forEachAccept(name: string, answers: readonly [csv: string, lines: string, text: string]): Answers {
  return Object.fromEntries(
    accepts.map((accept, index) => [`${name}, accept ${accept}`, { status: 200, answer: answers[index] }]),
  );
}

const headers: Answers = {
  "csv, accept 'text/csv, */*'": csv,
  "csv, accept 'text/csv;q=0.5'": csv,
  "csv, accept 'TEXT/CSV'": csv,
  "csv, accept 'text/csv; charset=utf-8'": csv,
  "csv, accept 'application/jsonlines; data=text'": {
    status: 200,
    answer: `{"source":"${row.replaceAll(",", " ")}"}`,
  },
};

const rows: Answers = {
  "csv, two rows": { status: 200, answer: `${row}\n0${row.slice(1)}` },
  "csv, second row bad": { status: 400, answer: "1" },
  "json, two rows": { status: 200, answer: `${row}\n1.0,0.0,1.0,2.0,3.0,4.0,5.0,6.0,7.0` },
};

const nulls: Answers = {
  "json, null number": { status: 400, answer: "trying to cast null to non-nullable value" },
  "json, null string": {
    status: 400,
    answer: "StringIndexer encountered NULL value. To handle NULLS, set handleInvalid to keep",
  },
  "lines, null": { status: 400, answer: "a line is null instead of an object with data" },
  "lines, line null": { status: 400, answer: "a line is null instead of an object with data" },
  "lines, column null": { status: 400, answer: "a column of the schema is null" },
  "array double [null,1.0], accept text/csv": { status: 200, answer: ",1.0" },
  "array double [null,1.0], accept application/jsonlines;data=text": { status: 200, answer: '{"source":" 1.0"}' },
  ...Object.fromEntries(
    accepts.map((accept) => [`vector [null], accept ${accept}`, { status: 400, answer: "a vector cannot hold null" }]),
  ),
};

const numbers: Answers = {
  "basic float 0.1": { status: 200, answer: "0.1" },
  ...forEachAccept("vector [1,2]", ["1.0,2.0", '{"features":[1.0,2.0]}', '{"source":"1.0 2.0"}']),
  ...forEachAccept("array double [1,2]", ["1.0,2.0", '{"features":[1.0,2.0]}', '{"source":"1.0 2.0"}']),
  ...forEachAccept("array long [1]", ["1", '{"features":[1]}', '{"source":"1"}']),
  ...forEachAccept("array byte [1]", ["1", '{"features":[1]}', '{"source":"1"}']),
  ...forEachAccept("array short [1]", ["1", '{"features":[1]}', '{"source":"1"}']),
};

/** The original binds while it reads, so that it never sees that this array has no end. */
const words: Answers = {
  "lines, [": {
    status: 400,
    answer:
      'Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)"["; line: 1, column: 1])\n' +
      ' at [Source: (String)"["; line: 1, column: 2]',
  },
};

/** Without a schema the bundle's own is used. */
const derived: Answers = {
  csv,
  "csv, accept csv": csv,
  json: csv,
  lines: { status: 200, answer: `[[${row}]]` },
};

/** By the number of the recorded group. */
export const differences: Readonly<Record<number, Answers>> = {
  0: { ...headers, ...rows, ...nulls, ...numbers, ...words },
  1: derived,
};
