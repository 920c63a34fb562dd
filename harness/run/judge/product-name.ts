/** Whether a text holds the word by which a product is known, in any letter case; without such a word it does not. */
export function namesProduct(text: Uint8Array, product: string | null): boolean {
  return product !== null && Buffer.from(text).toString().toLowerCase().includes(product.toLowerCase());
}
