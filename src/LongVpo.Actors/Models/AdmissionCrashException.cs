using LongVpo.Core.Models;

namespace LongVpo.Actors.Models;

/// <summary>The runner crashed while it prepared one request, which says which one may be to blame.</summary>
internal sealed class AdmissionCrashException(RequestId request, Exception inner) : Exception(inner.Message, inner)
{
    public RequestId Request { get; } = request;
}
