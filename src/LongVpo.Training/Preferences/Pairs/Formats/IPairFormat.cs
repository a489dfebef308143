using System.Text.Json;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>One trainer's file of preference pairs. Formats translate only; files and their folders are <see cref="PairExport"/>'s and <see cref="PairImport"/>'s.</summary>
public interface IPairFormat
{
    /// <summary>What a person calls it.</summary>
    string Name { get; }

    /// <summary>What its data file is called.</summary>
    string FileName { get; }

    /// <summary>Whether the file is one array; else it has a record per line.</summary>
    bool IsArray { get; }

    /// <summary>Writes one pair.</summary>
    void Write(Utf8JsonWriter json, FlatPair pair);

    /// <summary>Reads one record.</summary>
    /// <exception cref="FormatException">It is none of this format, or says something that a pair cannot; the message says what, without its place.</exception>
    FlatPair Read(JsonElement record);

    /// <summary>A file that the trainer wants beside the data: its name and what it says; null for none.</summary>
    (string Name, string Text)? Companion(int pairs);
}
