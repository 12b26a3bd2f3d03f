/** The part of oidc-provider that the tests use. */
declare module "oidc-provider" {
  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    callback(): (request: object, response: object) => void;
  }
}
