namespace LongVpo.Collector;

/// <summary>How a field's value is written on the wire.</summary>
public enum FieldKind
{
    Text,
    Hex,
    Number,
    Fixed64,
    SignedFixed64,
    Double,
    Boolean,
    Message,
}
