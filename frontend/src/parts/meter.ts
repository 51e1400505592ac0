/** A share of a meter. `used` is grey, `promised` settled light, `this` live light, `low` a warning. */
export interface MeterPart {
  tone: 'used' | 'promised' | 'this' | 'low';
  value: number;
}
