/** A resource of that kind and name is there already. */
export class RecordExistsError extends Error {
  constructor(kind: string, name: string) {
    super(`the ${kind} ${name} exists`);
    this.name = "RecordExistsError";
  }
}

/** A paging token that this store did not make, or made for another order of sorting. */
export class PagingTokenError extends Error {
  constructor() {
    super("the paging token does not belong to this listing");
    this.name = "PagingTokenError";
  }
}
