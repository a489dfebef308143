namespace LongVpo.Node.Contract;

/// <summary>What <c>longvpo doctor --json</c> prints.</summary>
public sealed record DoctorDocument(bool Healthy, IReadOnlyList<CheckDocument> Checks);
