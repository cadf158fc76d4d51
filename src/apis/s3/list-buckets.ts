import { query } from "../../aws/protocols/members.js";
import { limitOf } from "./listing.js";
import { operation } from "./operation.js";
import { ownerOf } from "./owner.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets = operation(
  {
    route: "GET /",
    input: {
      MaxBuckets: query("max-buckets"),
      ContinuationToken: query("continuation-token"),
      Prefix: query("prefix"),
    },
    root: "ListAllMyBucketsResult",
  },
  async ({ objects, account, region }, { MaxBuckets, ContinuationToken = "", Prefix }) => {
    const limit = limitOf(MaxBuckets, "max-buckets");
    const all = await objects.listBuckets();
    const matching = all.filter(({ name }) => name.startsWith(Prefix ?? "") && name > ContinuationToken);
    const page = matching.slice(0, limit);
    return {
      Owner: ownerOf(account),
      Buckets: {
        Bucket: page.map(({ name, created }) => ({ Name: name, CreationDate: created, BucketRegion: region })),
      },
      Prefix,
      ContinuationToken: matching.length > page.length ? page.at(-1)?.name : undefined,
    };
  },
);
