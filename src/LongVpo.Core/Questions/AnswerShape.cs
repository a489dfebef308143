namespace LongVpo.Core.Questions;

/// <summary>What the answer must look like: a question for an e-mail address is not answered by a street sign, however well the words match.</summary>
public enum AnswerShape
{
    AnyText,
    Person,
    Role,
    Organisation,
    Number,
    ClockTime,
    Date,
    Email,
    WebAddress,
    PhoneNumber,
    Title,
    Street,
    Place,
    PageNumber,
    Money,
    Colour,
}
