namespace LongVpo.Node.Http.Idempotency;

/// <summary>A response as it was given, to be given again word for word.</summary>
internal sealed record KeptResponse(int Status, string? ContentType, string? Location, ReadOnlyMemory<byte> Body);
