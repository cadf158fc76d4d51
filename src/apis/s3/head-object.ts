import { resolveRange } from "../../stores/objects/range.js";
import { checkRead, NotModified } from "./conditions.js";
import { operation } from "./operation.js";
import { parseRange, rangeOfPart } from "./ranges.js";
import { describeRead, notModified, readInput, readOutput } from "./reading.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = operation(
  { route: "HEAD /{Bucket}/{Key+}", input: readInput, output: readOutput },
  async ({ objects }, input) => {
    const info = await objects.head(input.Bucket, input.Key);
    try {
      checkRead(input, info);
    } catch (error) {
      if (error instanceof NotModified) return notModified(info);
      throw error;
    }
    const asked = input.PartNumber === undefined ? parseRange(input.Range) : rangeOfPart(info, input.PartNumber);
    return describeRead(input, info, asked && resolveRange(asked, info.size));
  },
);
