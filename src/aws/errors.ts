/** An error as AWS answers it: code and message are interface, clients match on them. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error's shape, in AWS's names; headers of the answer are the protocol's. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    status: number,
    message: string,
    options: { members?: Readonly<Record<string, unknown>>; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AwsError";
    this.code = code;
    this.status = status;
    this.members = options.members ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The errors that any service may answer, by family of protocols where AWS words them differently. */
export const commonErrors = {
  /** JSON services: AWS sends the code alone; the name of the operation is added for whoever reads it. */
  unknownOperation: (operation: string) =>
    new AwsError("UnknownOperationException", 400, `The operation ${operation} is not known to this service.`),
  /** REST services that speak JSON know an operation by method and path. */
  unknownRoute: (method: string, path: string) =>
    new AwsError("UnknownOperationException", 404, `No operation of this service answers ${method} ${path}.`),
  /** Query services. */
  invalidAction: (action: string, version: string) =>
    new AwsError("InvalidAction", 400, `Could not find operation ${action} for version ${version}`),
  missingAction: () =>
    new AwsError("MissingAction", 400, "The request must contain the parameter Action or a SOAP action header."),
  validation: (message: string) => new AwsError("ValidationException", 400, message),
  serialization: (message: string) => new AwsError("SerializationException", 400, message),
  /** The code is the status: InvokeEndpoint's front end answers no other, and botocore then shows the status. */
  bodyTooLarge: (limit: number) => new AwsError("413", 413, `HTTP content length exceeded ${limit} bytes.`),
  /** S3. */
  messageTooLong: (limit: number) =>
    new AwsError("MaxMessageLengthExceeded", 400, "Your request was too big.", {
      members: { MaxMessageLengthBytes: limit },
    }),
  notImplemented: (what: string) =>
    new AwsError("NotImplemented", 501, "A header you provided implies functionality that is not implemented", {
      members: { Header: what },
    }),
  methodNotAllowed: (method: string) =>
    new AwsError("MethodNotAllowed", 405, "The specified method is not allowed against this resource.", {
      members: { Method: method },
    }),
  invalidUri: () => new AwsError("InvalidURI", 400, "Couldn't parse the specified URI."),
  malformedXml: (cause?: unknown) =>
    new AwsError(
      "MalformedXML",
      400,
      "The XML you provided was not well-formed or did not validate against our published schema",
      { cause },
    ),
  /** Not an AWS text: there, no disk of the service's can be full. */
  diskFull: (cause: unknown) =>
    new AwsError("InternalFailure", 500, "The disk that holds this server's data is full.", { cause }),
  s3InternalError: (cause: unknown) =>
    new AwsError("InternalError", 500, "We encountered an internal error. Please try again.", { cause }),
  internalFailure: (cause: unknown) =>
    new AwsError("InternalFailure", 500, "The request processing has failed because of an unknown error.", { cause }),
} as const;
