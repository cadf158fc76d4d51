import type { Answer, Sender } from "../blocks/send.js";
import { unpackFailure } from "./failure.js";
import type { FromThread, ToThread } from "./protocol.js";

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** Sends a thread's requests through the main thread, which keeps the containers that a thread cannot have of its own. */
export class RemoteSender {
  readonly #post: (message: FromThread, transfer: ArrayBuffer[]) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(post: (message: FromThread, transfer: ArrayBuffer[]) => void) {
    this.#post = post;
  }

  /** @param block whose requests they are: when it is no longer wanted, they are broken off. */
  senderFor(block: number): Sender {
    return {
      send: ({ body, records }) =>
        new Promise<Answer>((resolve, reject) => {
          const request = ++this.#last;
          this.#waiting.set(request, { resolve, reject });
          const copy = new Uint8Array(body); // of its own even where `body` is part of Node's pool, which cannot leave the thread
          this.#post({ type: "request", request, block, body: copy, records }, [copy.buffer]);
        }),
    };
  }

  settle(message: Extract<ToThread, { type: "answer" | "refusal" }>): void {
    const waiting = this.#waiting.get(message.request)!;
    this.#waiting.delete(message.request);
    if (message.type === "answer") waiting.resolve(message);
    else waiting.reject(unpackFailure(message.failure));
  }
}
