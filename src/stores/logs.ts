/**
 * Takes the lines that containers and jobs print, by CloudWatch Logs' names of group and stream
 * (`/aws/sagemaker/Endpoints/<endpoint>`, `<variant>/<instance>/<container>`). Never waits and never throws: who prints must
 * not be held up by the log.
 */
export interface LogWriter {
  write(group: string, stream: string, line: string): void;
}

/** Gives the lines back. Times are milliseconds since 1970. What was written before a call is seen by it. */
export interface LogReader {
  /** By name. */
  groups(): Promise<LogGroupInfo[]>;
  /** By name; undefined when there is no such group. */
  streams(group: string): Promise<LogStreamInfo[] | undefined>;
  /** One stream's events; undefined when there is no such stream. */
  stream(group: string, stream: string): Promise<LogStreamReader | undefined>;
}

export interface LogGroupInfo {
  readonly name: string;
  readonly created: number;
  readonly bytes: number;
}

export interface LogStreamInfo {
  readonly name: string;
  readonly created: number;
  readonly firstEvent: number | undefined;
  readonly lastEvent: number | undefined;
  readonly bytes: number;
}

export interface LogEvent {
  /** Where the event begins: grows from event to event, and stays the same when older ones are dropped. */
  readonly position: number;
  readonly timestamp: number;
  readonly message: string;
}

/** Some events in order, and the positions where reading goes on, forwards and backwards. */
export interface LogPage {
  readonly events: readonly LogEvent[];
  readonly start: number;
  readonly end: number;
}

/** Pages hold up to `limit` events and about a mebibyte. A page without events means that there is nothing further on. */
export interface LogStreamReader {
  /** The events from a position on. */
  forward(position: number, limit: number): Promise<LogPage>;
  /** The last events before a position. */
  backward(position: number, limit: number): Promise<LogPage>;
  /** The position of the first event that is not older. */
  at(time: number): Promise<number>;
}
