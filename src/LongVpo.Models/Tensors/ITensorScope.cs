namespace LongVpo.Models.Tensors;

/// <summary>
/// Frees what one layer or one step made. Garbage collection comes far too late for tensors (12 GB alive instead of 0.3 in a measured loop), so every layer and every step opens one.
/// Scopes nest on one thread and are closed in the reverse order.
/// </summary>
public interface ITensorScope : IDisposable
{
    /// <summary>Hands a tensor to the scope around this one (or to nobody, if there is none), so that it outlives this scope.</summary>
    Tensor Keep(Tensor tensor);
}
