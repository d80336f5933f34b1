//! Half-precision numbers (IEEE 754 binary16) as the weights file stores them.

/// The value of a half-precision bit pattern.
#[inline(always)]
pub(crate) fn widen(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let magnitude = u32::from(bits & 0x7fff);
    // Exponent and mantissa moved in place are off by a factor of 2^112, also for subnormal numbers.
    let value = f32::from_bits(magnitude << 13) * f32::from_bits(0x7780_0000);
    let infinite = if magnitude >= 0x7c00 { 0x7f80_0000 } else { 0 };
    f32::from_bits(value.to_bits() | infinite | sign)
}

#[cfg(test)]
mod tests {
    use super::widen;

    #[test]
    fn known_patterns() {
        assert_eq!(widen(0x3c00), 1.0);
        assert_eq!(widen(0xc000), -2.0);
        assert_eq!(widen(0x0001), 2.0_f32.powi(-24));
        assert_eq!(widen(0x7bff), 65504.0);
        assert!(widen(0x7c00).is_infinite());
        assert!(widen(0x7e00).is_nan());
    }
}
