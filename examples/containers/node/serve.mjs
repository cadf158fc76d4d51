// A container in Node with nothing but its standard library: answers the sum of each CSV line.
import { createServer } from "node:http";

createServer(async (request, response) => {
  if (request.url === "/ping") return response.writeHead(200).end();
  if (request.url !== "/invocations") return response.writeHead(404).end();
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const sums = body
    .trim()
    .split("\n")
    .map((line) => line.split(",").reduce((sum, cell) => sum + Number(cell), 0));
  response.writeHead(200, { "content-type": "text/csv" }).end(sums.map((sum) => `${sum.toFixed(1)}\n`).join(""));
}).listen(Number(process.env.SAGEMAKER_BIND_TO_PORT ?? 8080));
