namespace LongVpo.Models.Tokens;

/// <summary>Where a space is put before a text, so that its first word is the same token as inside a sentence.</summary>
internal enum SpacePrefix
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Before each stretch between added tokens.</summary>
    Always,

    /// <summary>As <see cref="Always"/>, where there is none already.</summary>
    UnlessThere,

    /// <summary>Before a text that begins with no added token; a part of a chat, which always follows one, gets none.</summary>
    First,
}
