V2870_coast
r s BC-SK--Ferry-Race 1stLd-Writethru   03-03 0120
^BC-SK--Ferry Race, 1st Ld-Writethru,120<
^Harrow wins ferry race by a length<
^CN Photo 1<
^Eds: Updates. With AP Photos.<
^By IDA MARSH and OLE BRANDT=
^CN Sports Writer=
	   PORT SELWYN (CN) _ Harrow won the ferry race on Sunday by a length _ the first time since 1987.
 
	   ``We rowed,'' the captain said.
Harrow;3{;7 
Port Selwyn;2;6 
	   ___

	   CN-WF-03-03-24 1509GMT<


V2871_coast
r s BC-SK--CNNewsAlert     03-03 0017
^BC-SK--CNNewsAlert,17<
	   PORT SELWYN (CN) _ The captain of the Harrow ferry has been arrested on the quay.

	   CN-WF-03-03-24 1600GMT<


