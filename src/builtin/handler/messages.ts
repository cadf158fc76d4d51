/** What goes between the server and a handler's worker. */
export type ToWorker =
  | {
      readonly kind: "invoke";
      readonly id: number;
      readonly contentType: string;
      readonly accept: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly kind: "ping"; readonly id: number };

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "pong"; readonly id: number }
  | {
      readonly kind: "reply";
      readonly id: number;
      readonly status: number;
      readonly contentType: string | undefined;
      readonly customAttributes?: string | undefined;
      readonly body: Uint8Array;
    };

export interface WorkerSettings {
  /** URL of the handler module. */
  readonly module: string;
  /** Empty when the model has no archive. */
  readonly modelFolder: string;
}
