import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

/** Paths that no AWS service has: a bucket's name cannot begin with an underscore. */
const adminPrefix = "/_kakehi/";

/** What a page answers: a JSON document, or undefined where there is nothing. */
export type AdminPage = (rest: string) => unknown;

/** The server's own pages, by the first part of their path below `/_kakehi/`. Read-only, and unsigned: for curl and browsers. */
export function adminListener(pages: Readonly<Record<string, AdminPage>>): RequestListener {
  return (request, response) => {
    const [name = "", ...rest] = request.url!.slice(adminPrefix.length).split("?", 1)[0].split("/");
    if (request.method !== "GET" && request.method !== "HEAD") return answer(response, 405, { message: "Use GET." });
    const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
    const document = page?.(rest.join("/"));
    if (document === undefined) return answer(response, 404, { message: `There is no ${request.url}.` });
    answer(response, 200, document);
  };
}

/** Sends requests to the server's own pages, or to the services. */
export function withAdmin(admin: RequestListener, services: RequestListener): RequestListener {
  return (request: IncomingMessage, response: ServerResponse<IncomingMessage> & { req: IncomingMessage }) =>
    request.url!.startsWith(adminPrefix) ? admin(request, response) : services(request, response);
}

function answer(response: ServerResponse, status: number, document: unknown): void {
  const body = `${JSON.stringify(document, null, 2)}\n`;
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}
