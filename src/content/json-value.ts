/** A JSON value that keeps what `JSON.parse` loses: how a number was written. Of a repeated key the last value counts. */
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | Map<string, JsonValue>;

/** A number as it was written. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Without point and exponent. */
  get isInteger(): boolean {
    return !/[.eE]/.test(this.text);
  }
}

/** Hears of every value when it has been read, with its span in the text; an object's or array's members come before it. */
export type JsonObserver = (value: JsonValue, start: number, end: number) => void;
