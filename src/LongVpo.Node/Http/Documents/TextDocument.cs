namespace LongVpo.Node.Http.Documents;

/// <summary>The next words of an answer that is being written.</summary>
internal sealed record TextDocument(string Text);
