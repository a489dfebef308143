namespace LongVpo.Collector;

/// <summary>The fields of one kind of message by their numbers, as far as the collector reads it; unknown fields are skipped, as every reader of protocol buffers must.</summary>
public sealed class Shape : Dictionary<int, Field>
{
    public void Add(int number, string name, FieldKind kind) => Add(number, new Field(name, kind, null, false));

    public void Add(int number, string name, Shape inner) => Add(number, new Field(name, FieldKind.Message, inner, false));

    public void AddMany(int number, string name, Shape inner) => Add(number, new Field(name, FieldKind.Message, inner, true));
}
