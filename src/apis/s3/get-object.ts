import { stream } from "../../aws/protocols/members.js";
import type { ByteRange, ObjectInfo } from "../../stores/objects.js";
import { checkRead, NotModified } from "./conditions.js";
import { operation } from "./operation.js";
import { parseRange, rangeOfPart } from "./ranges.js";
import { describeRead, notModified, readInput, readOutput } from "./reading.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject = operation(
  { route: "GET /{Bucket}/{Key+}", input: readInput, output: { ...readOutput, Body: stream } },
  async ({ objects }, input) => {
    const { Bucket, Key, PartNumber } = input;
    const check = (info: ObjectInfo) => checkRead(input, info);
    try {
      const range = PartNumber === undefined ? parseRange(input.Range) : await partRange();
      const { info, body, range: got } = await objects.get(Bucket, Key, { allow: check, ...(range && { range }) });
      return { ...describeRead(input, info, got), Body: body };
    } catch (error) {
      if (error instanceof NotModified) return notModified(error.info);
      throw error;
    }

    async function partRange(): Promise<ByteRange | undefined> {
      return rangeOfPart(await objects.head(Bucket, Key), PartNumber!);
    }
  },
);
