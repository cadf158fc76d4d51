import { restXml } from "../../aws/protocols/rest-xml.js";
import type { Service } from "../../aws/service.js";
import type { ObjectStore } from "../../stores/objects.js";
import { translateObjectError } from "./errors.js";
import * as operations from "./index.js";

/** Parameters that name a part of a bucket or object, or an action on it: with one of these, a request means another operation. */
const subresources = new Set(
  [
    ["accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering"],
    ["inventory", "legal-hold", "lifecycle", "list-type", "location", "logging", "metadataConfiguration"],
    ["metadataTable", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus"],
    ["publicAccessBlock", "renameObject", "replication", "requestPayment", "restore", "retention", "select", "session"],
    ["tagging", "torrent", "uploadId", "uploads", "versioning", "versions", "website"],
  ].flat(),
);

const protocol = restXml({ namespace: "http://s3.amazonaws.com/doc/2006-03-01/", subresources })(operations);

/** Amazon S3 over an object store. */
export function s3(objects: ObjectStore): Service {
  return { id: "s3", protocol, bodyLimit: 4 << 20, dependencies: { objects }, translate: translateObjectError };
}
