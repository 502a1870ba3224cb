//! Identities that a document writes in hexadecimal (keys of events), as the bytes that they stand for.
//!
//! A document names each event twice: as a key, in 16 digits, and as bytes in what was seen. Deflate doesn't know that these are the same;
//! once they look the same, it does.

use super::BadFrame;

/// Digits of one identity.
const DIGITS: usize = 16;
/// Before 8 bytes that were 16 digits. Neither mark is ever in a text or begins a value of CBOR, so hardly anything must be told apart.
const FOLDED: u8 = 0xfe;
/// Before a byte that only looks like a mark.
const AS_IT_IS: u8 = 0xfd;

/// The same with each run of 16 lowercase digits as 8 bytes.
pub(super) fn fold(plain: &[u8]) -> Vec<u8> {
    let mut folded = Vec::with_capacity(plain.len());
    let mut rest = plain;
    while let Some((&first, after)) = rest.split_first() {
        if let Some((digits, behind)) = rest.split_first_chunk::<DIGITS>()
            && let Some(bytes) = bytes_of(digits)
        {
            folded.push(FOLDED);
            folded.extend_from_slice(&bytes);
            rest = behind;
            continue;
        }
        if matches!(first, FOLDED | AS_IT_IS) {
            folded.push(AS_IT_IS);
        }
        folded.push(first);
        rest = after;
    }
    folded
}

/// What was folded.
///
/// # Errors
/// [`BadFrame`] when it is no such thing, or longer than so many bytes.
pub(super) fn unfold(folded: &[u8], bytes_max: usize) -> Result<Vec<u8>, BadFrame> {
    let mut plain = Vec::with_capacity(folded.len());
    let mut rest = folded;
    while let Some((&first, after)) = rest.split_first() {
        rest = match first {
            FOLDED => {
                let (bytes, behind) =
                    after.split_first_chunk::<{ DIGITS / 2 }>().ok_or(BadFrame::Malformed)?;
                plain.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]));
                behind
            }
            AS_IT_IS => {
                let (&byte, behind) = after.split_first().ok_or(BadFrame::Malformed)?;
                if !matches!(byte, FOLDED | AS_IT_IS) {
                    return Err(BadFrame::Malformed);
                }
                plain.push(byte);
                behind
            }
            byte => {
                plain.push(byte);
                after
            }
        };
        if plain.len() > bytes_max {
            return Err(BadFrame::TooLarge);
        }
    }
    Ok(plain)
}

fn bytes_of(digits: &[u8; DIGITS]) -> Option<[u8; DIGITS / 2]> {
    let mut bytes = [0; DIGITS / 2];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = value(pair[0])? << 4 | value(pair[1])?;
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

fn digit(value: u8) -> u8 {
    if value < 10 { b'0' + value } else { b'a' + (value - 10) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MAX: usize = 1 << 20;

    /// WR6: digits become bytes, everything else stays, and marks that were there before are told apart.
    #[test]
    fn digits_become_bytes() {
        let check = |plain: &[u8], expect: &[u8]| {
            assert_eq!(fold(plain), expect);
            assert_eq!(unfold(expect, MAX), Ok(plain.to_vec()));
        };
        check(b"", b"");
        check(b"0123456789abcde", b"0123456789abcde");
        check(b"\x100123456789abcdef.", b"\x10\xfe\x01\x23\x45\x67\x89\xab\xcd\xef.");
        check(b"0123456789ABCDEF", b"0123456789ABCDEF");
        check(&[0xfe, 0xff, 0xfd], &[0xfd, 0xfe, 0xff, 0xfd, 0xfd]);
        check(b"00000000000000000", b"\xfe\0\0\0\0\0\0\0\x000");
    }

    /// WR6: what is cut short, or has a mark where none belongs, is refused, and nothing grows past the limit.
    #[test]
    fn what_was_not_folded_is_refused() {
        for bad in [&b"\xfe\x01\x23\x45\x67\x89\xab\xcd"[..], b"\xfd", b"\xfda"] {
            assert_eq!(unfold(bad, MAX), Err(BadFrame::Malformed), "{bad:?}");
        }
        let folded = fold(&[b'0'; 160]);
        assert_eq!(folded.len(), 90);
        assert_eq!(unfold(&folded, 160), Ok(vec![b'0'; 160]));
        assert_eq!(unfold(&folded, 159), Err(BadFrame::TooLarge));
    }

    proptest! {
        /// WR6: whatever was folded unfolds to itself.
        #[test]
        fn what_was_folded_unfolds(parts in proptest::collection::vec(
            prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..20),
                "[0-9a-f]{10,40}".prop_map(String::into_bytes),
                proptest::collection::vec(0xf8_u8.., 1..4),
            ],
            0..20,
        )) {
            let plain = parts.concat();
            prop_assert_eq!(unfold(&fold(&plain), MAX), Ok(plain));
        }

        /// WR6: bytes that are no fold neither panic nor grow.
        #[test]
        fn random_bytes_never_panic(bytes in proptest::collection::vec(0xf0_u8.., 0..100)) {
            prop_assert!(unfold(&bytes, 100).map_or(true, |plain| plain.len() <= 100));
        }
    }
}
