namespace LongVpo.Core.Questions.Told;

/// <summary>How a question says whom or what it means.</summary>
/// <param name="Words">Its words, for the answer.</param>
public abstract record Reference(string Words);

/// <summary>By what it is called, and by what it does or where it is: "the red circle that moves left in the harbour".</summary>
/// <param name="Words">Its words.</param>
/// <param name="Who">Its name; says nothing for "the object".</param>
/// <param name="Doing">What it does; says nothing where the question does not.</param>
/// <param name="Place">Where it is; likewise.</param>
public sealed record NamedReference(string Words, Phrase Who, Phrase Doing, Phrase Place) : Reference(Words);

/// <summary>By what is seen right before it.</summary>
/// <param name="Words">Its words.</param>
/// <param name="Before">That.</param>
public sealed record NextReference(string Words, Reference Before) : Reference(Words);

/// <summary>By whom it shares a place with.</summary>
/// <param name="Words">Its words.</param>
/// <param name="With">That one.</param>
public sealed record PlaceReference(string Words, Reference With) : Reference(Words);

/// <summary>By what somebody says that it did to another: "the object that called the red circle".</summary>
/// <param name="Words">Its words.</param>
/// <param name="Deed">What it did.</param>
/// <param name="To">To whom.</param>
public sealed record DeedReference(string Words, Phrase Deed, Reference To) : Reference(Words);
