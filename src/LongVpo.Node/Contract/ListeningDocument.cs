namespace LongVpo.Node.Contract;

/// <summary>The one line that <c>longvpo serve --json</c> prints when it can be called.</summary>
/// <param name="Listening">Where.</param>
/// <param name="Store">Folder of the memory.</param>
/// <param name="Resumed">Sources that are watched again from before.</param>
public sealed record ListeningDocument(string Listening, string Store, int Resumed);
