import assert from "node:assert/strict";
import { test } from "node:test";
import { parseImage } from "../../src/builtin/images.js";
import { nativeImages } from "../../src/builtin/native-images.js";

/** Accounts of the framework images by region (`sagemaker-xgboost`, `sagemaker-sparkml-serving`), as the Python SDK lists them. */
const accounts: Record<string, string> = Object.fromEntries(
  `af-south-1 510948584623 ap-east-1 651117190479 ap-northeast-1 354813040037 ap-northeast-2 366743142698
  ap-northeast-3 867004704886 ap-south-1 720646828776 ap-south-2 628508329040 ap-southeast-1 121021644041
  ap-southeast-2 783357654285 ap-southeast-3 951798379941 ap-southeast-4 106583098589 ca-central-1 341280168497
  ca-west-1 190319476487 cn-north-1 450853457545 cn-northwest-1 451049120500 eu-central-1 492215442770
  eu-central-2 680994064768 eu-north-1 662702820516 eu-south-1 978288397137 eu-south-2 104374241257
  eu-west-1 141502667606 eu-west-2 764974769150 eu-west-3 659782779980 il-central-1 898809789911
  me-central-1 272398656194 me-south-1 801668240914 sa-east-1 737474898029 us-east-1 683313688378
  us-east-2 257758044811 us-gov-east-1 237065988967 us-gov-west-1 414596584902 us-iso-east-1 833128469047
  us-isob-east-1 281123927165 us-isof-east-1 108575199400 us-isof-south-1 124985052026 us-west-1 746614075791
  us-west-2 246618743249`
    .split(/\n/)
    .flatMap((line) => line.trim().match(/\S+ \d{12}/g)!)
    .map((pair) => pair.split(" ") as [string, string]),
);

function host(region: string): string {
  const suffix = region.startsWith("cn-")
    ? "amazonaws.com.cn"
    : ({ "us-iso": "c2s.ic.gov", "us-isob": "sc2s.sgov.gov", "us-isof": "csp.hci.ic.gov" }[
        region.replace(/-(east|south)-1$/, "")
      ] ?? "amazonaws.com");
  return `${accounts[region]}.dkr.ecr.${region}.${suffix}`;
}

const tags: Record<string, string[]> = {
  "sagemaker-sparkml-serving": ["2.2", "2.4", "3.3"],
  "sagemaker-xgboost": [
    ...[
      "0.90-1-cpu-py3",
      "0.90-2-cpu-py3",
      "1.0-1-cpu-py3",
      "1.2-1",
      "1.2-2",
      "1.3-1",
      "1.5-1",
      "1.7-1",
      "3.0-5",
      "3.2-0",
    ],
    ...["1.3-1-arm64", "1.5-1-arm64", "1.7-1-cpu-py3"],
  ],
  xgboost: ["1", "latest"],
};

test("every region's URI of every version is a native image, and only one", () => {
  assert.equal(Object.keys(accounts).length, 37);
  for (const region of Object.keys(accounts)) {
    for (const [repository, versions] of Object.entries(tags)) {
      for (const tag of versions) {
        const image = `${host(region)}/${repository}:${tag}`;
        assert.deepEqual(parseImage(image), { repository, tag });
        assert.equal(nativeImages.filter((native) => native.matches(image)).length, 1, image);
      }
    }
  }
});

test("short names, digests and other forms", () => {
  const known: [string, string, string | undefined][] = [
    ["kakehi/sparkml-serving", "kakehi/sparkml-serving", undefined],
    ["kakehi/xgboost:1.7-1", "kakehi/xgboost", "1.7-1"],
    [`${host("us-west-2")}/sagemaker-xgboost`, "sagemaker-xgboost", undefined],
    [`${host("us-west-2")}/sagemaker-xgboost:1.7-1@sha256:${"a".repeat(64)}`, "sagemaker-xgboost", "1.7-1"],
    [`${host("us-west-2")}/sagemaker-xgboost@sha256:${"a".repeat(64)}`, "sagemaker-xgboost", undefined],
    [`${host("us-west-2").replace(".ecr.", ".ecr-fips.")}/xgboost:1`, "xgboost", "1"],
    ["123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk/sagemaker-xgboost:3.0-5", "sagemaker-xgboost", "3.0-5"],
  ];
  for (const [image, repository, tag] of known) assert.deepEqual(parseImage(image), { repository, tag }, image);
  const foreign = [
    "xgboost",
    "xgboost:1",
    "docker.io/kakehi/xgboost",
    "sagemaker-xgboost:1.7-1",
    "",
    "file:/models/a.mjs",
  ];
  for (const image of foreign) assert.equal(parseImage(image), undefined, image);
  const others = [
    `${host("us-west-2")}/sagemaker-scikit-learn:1.2-1-cpu-py3`,
    "123456789012.dkr.ecr.us-west-2.amazonaws.com/mine:1",
  ];
  for (const image of others) assert.ok(!nativeImages.some((native) => native.matches(image)), image);
});
