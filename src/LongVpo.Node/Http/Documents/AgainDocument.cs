using LongVpo.Node.Contract;

namespace LongVpo.Node.Http.Documents;

/// <summary>A question asked again over the footage that its first answer could rest on.</summary>
/// <param name="Answer">What is answered now.</param>
/// <param name="Contradicted">Answers that it proves wrong, each of which has that noted now.</param>
internal sealed record AgainDocument(AnswerDocument Answer, int Contradicted);
