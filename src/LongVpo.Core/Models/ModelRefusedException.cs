namespace LongVpo.Core.Models;

/// <summary>A request gets no reply. The message is one sentence that says why and what to do.</summary>
public sealed class ModelRefusedException : ModelException
{
    public ModelRefusedException(RefusalKind kind, string message)
        : base(message) => Kind = kind;

    public RefusalKind Kind { get; }
}
