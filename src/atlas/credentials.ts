/** Who calls the Admin API. */
export type Credentials =
  | { readonly kind: "api-key"; readonly publicKey: string; readonly privateKey: string }
  | { readonly kind: "service-account"; readonly clientId: string; readonly clientSecret: string };
